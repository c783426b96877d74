package dev.muster.jpa.openjpa;

import org.apache.openjpa.conf.OpenJPAConfigurationImpl;
import org.apache.openjpa.lib.conf.AbstractProductDerivation;
import org.apache.openjpa.lib.conf.Configuration;

/** Lets OpenJPA users write {@code muster} for the class name of the provider. Found by OpenJPA through its services file. */
public final class MusterProductDerivation extends AbstractProductDerivation {

    static final String ALIAS = "muster";

    /** For OpenJPA. */
    public MusterProductDerivation() {}

    @Override
    public int getType() {
        return TYPE_FEATURE;
    }

    @Override
    public boolean beforeConfigurationLoad(Configuration configuration) {
        if (!(configuration instanceof OpenJPAConfigurationImpl openJpa)) {
            return false;
        }
        openJpa.remoteProviderPlugin.setAlias(ALIAS, MusterRemoteCommitProvider.class.getName());
        return true;
    }
}
