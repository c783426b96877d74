package dev.muster.jpa.openjpa;

import org.apache.openjpa.kernel.BrokerImpl;

/** A broker of the application's own class. */
@SuppressWarnings("unchecked") // of the parent's methods, which the compiler checks here again
public class OwnBroker extends BrokerImpl {

    private static final long serialVersionUID = 1L;
}
