package dev.muster.extension.infinispan;

/** Does one piece of work after the other, each after a while. After its owner has closed it, it does nothing. */
@FunctionalInterface
interface Timer {

    void after(long nanos, Runnable work);

    default void soon(Runnable work) {
        after(0, work);
    }
}
