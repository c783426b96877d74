package dev.muster.benchmarks.jpa.node;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.util.Date;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent with which the wall clock of its JVM can be changed while it runs: by so many milliseconds as the system
 * property says. Every call of {@code System.currentTimeMillis()} is followed by the addition, and every instant that
 * {@code java.time.Clock} makes. The monotonic clock is left alone, as the change of a real clock leaves it.
 */
public final class ClockJump implements ClassFileTransformer {

    /** How many milliseconds the clock is ahead. */
    static final String PROPERTY = "benchmark.clock";

    private ClockJump() {}

    /** Called by the JVM before the node. */
    public static void premain(String ignored, Instrumentation instrumentation) throws UnmodifiableClassException {
        instrumentation.addTransformer(new ClockJump(), true);
        instrumentation.retransformClasses(Clock.class, Date.class);
    }

    @Override
    @SuppressWarnings("NullAway") // null is the JVM's word for "unchanged"
    public byte[] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        String constants = new String(classFile, StandardCharsets.ISO_8859_1);
        boolean isClock = "java/time/Clock".equals(name);
        if (!isClock && !constants.contains("currentTimeMillis")) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Shifter(writer, isClock), 0);
        return writer.toByteArray();
    }

    private static final class Shifter extends ClassVisitor {

        private final boolean instants;

        Shifter(ClassVisitor next, boolean instants) {
            super(Opcodes.ASM9, next);
            this.instants = instants;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String type, @Nullable String signature, String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, type, signature, exceptions);
            return new Calls(next, instants);
        }
    }

    private static final class Calls extends MethodVisitor {

        private static final long NANOS_PER_MILLI = 1_000_000;

        private final boolean instants;

        Calls(MethodVisitor next, boolean instants) {
            super(Opcodes.ASM9, next);
            this.instants = instants;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            boolean instant = instants && owner.equals("java/time/Instant") && type.startsWith("(JJ)");
            if (instant) {
                visitOffset();
                visitLdcInsn(NANOS_PER_MILLI);
                visitInsn(Opcodes.LMUL);
                visitInsn(Opcodes.LADD);
            }
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
            if (!instants && owner.equals("java/lang/System") && name.equals("currentTimeMillis")) {
                visitOffset();
                visitInsn(Opcodes.LADD);
            }
        }

        /** By what even the classes of the JDK can call. */
        private void visitOffset() {
            visitLdcInsn(PROPERTY);
            visitInsn(Opcodes.LCONST_0);
            String getLong = "(Ljava/lang/String;J)Ljava/lang/Long;";
            super.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Long", "getLong", getLong, false);
            super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Long", "longValue", "()J", false);
        }
    }
}
