package dev.muster.benchmarks.jpa.node;

import dev.muster.benchmarks.jpa.spec.Items;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.DescriptorCustomizer;

/** Gives an entity the {@link RecordingIdentityMap}. */
public final class RecordingCustomizer implements DescriptorCustomizer {

    /** For EclipseLink. */
    public RecordingCustomizer() {}

    @Override
    public void customize(ClassDescriptor descriptor) {
        descriptor.setIdentityMapClass(RecordingIdentityMap.class);
        descriptor.setIdentityMapSize(Items.MAX);
    }
}
