/** Apache Shiro's native sessions in the session store. Used only by applications that bring Shiro and name its class. */
@NullMarked
package dev.muster.session.shiro;

import org.jspecify.annotations.NullMarked;
