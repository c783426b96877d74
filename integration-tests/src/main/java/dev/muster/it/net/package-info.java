/** A network of its own for servers under test, made of network namespaces, that can be cut without a word. Linux only. */
@NullMarked
package dev.muster.it.net;

import org.jspecify.annotations.NullMarked;
