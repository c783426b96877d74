@NullMarked
package dev.muster.jpa.internal.commit;

import org.jspecify.annotations.NullMarked;
