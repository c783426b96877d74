/** The CDI side: {@code @SessionScoped} beans and the injected request and session live in the stored session. */
@NullMarked
package dev.muster.session.cdi;

import org.jspecify.annotations.NullMarked;
