/** WebSockets and the stored session of their handshake: its scope, its life and its end. */
@NullMarked
package dev.muster.session.websocket;

import org.jspecify.annotations.NullMarked;
