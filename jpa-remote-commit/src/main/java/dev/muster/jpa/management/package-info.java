/** The figures of a mesh for the tools of its server, by JMX. */
@NullMarked
package dev.muster.jpa.management;

import org.jspecify.annotations.NullMarked;
