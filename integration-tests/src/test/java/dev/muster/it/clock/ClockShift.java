package dev.muster.it.clock;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;

/**
 * A Java agent that sets the wall clock of its JVM wrong: {@code -javaagent:clock-shift.jar=-PT3H} lives three hours
 * ago.
 *
 * <p>It adds the offset at every call of {@code System.currentTimeMillis()} and where {@code java.time.Clock} makes its
 * instants, and takes it away again where a deadline of the wrong clock goes to the JVM ({@code parkUntil}). The
 * monotonic clock is left alone. A method reference {@code System::currentTimeMillis} is not seen.
 */
public final class ClockShift implements ClassFileTransformer {

    private final Duration offset;

    private ClockShift(Duration offset) {
        this.offset = offset;
    }

    /** Called by the JVM before the application, with the offset as ISO-8601 duration. */
    public static void premain(String offset, Instrumentation instrumentation) throws UnmodifiableClassException {
        instrumentation.addTransformer(new ClockShift(Duration.parse(offset)), true);
        for (var loaded : tellingTime(instrumentation)) {
            instrumentation.retransformClasses(loaded);
        }
    }

    /** Those that the JVM loaded before us and that tell the time. */
    private static Set<Class<?>> tellingTime(Instrumentation instrumentation) {
        var classes = new LinkedHashSet<Class<?>>(
                List.of(Clock.class, Date.class, Timer.class, AbstractQueuedSynchronizer.class));
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getName().startsWith("java.time.Clock$")
                    || loaded.getName().startsWith("java.util.concurrent.locks.Abstract")) {
                classes.add(loaded);
            }
        }
        return classes;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (name == null || !tellsTime(name, classFile)) {
            return null;
        }
        var reader = new ClassReader(classFile);
        var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Shifter(writer, name, offset), 0);
        return writer.toByteArray();
    }

    /** A look at the constants, because most classes do not and parsing all of them would take seconds. */
    private static boolean tellsTime(String name, byte[] classFile) {
        var constants = new String(classFile, StandardCharsets.ISO_8859_1);
        return name.equals("java/time/Clock")
                || constants.contains("currentTimeMillis")
                || constants.contains("parkUntil");
    }

    private static final class Shifter extends ClassVisitor {

        private final String className;
        private final Duration offset;

        Shifter(ClassVisitor next, String className, Duration offset) {
            super(Opcodes.ASM9, next);
            this.className = className;
            this.offset = offset;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            var next = super.visitMethod(access, name, type, signature, exceptions);
            return className.equals("java/time/Clock")
                    ? new InstantShifter(next, offset)
                    : new MillisecondShifter(next, offset);
        }
    }

    /** Clock measures from a point of its own, so only the instant it makes of that may move. */
    private static final class InstantShifter extends MethodVisitor {

        private final Duration offset;

        InstantShifter(MethodVisitor next, Duration offset) {
            super(Opcodes.ASM9, next);
            this.offset = offset;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            if (owner.equals("java/time/Instant") && name.equals("ofEpochSecond") && type.startsWith("(JJ)")) {
                visitLdcInsn(offset.toNanos());
                visitInsn(Opcodes.LADD);
            }
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
        }
    }

    private static final class MillisecondShifter extends MethodVisitor {

        private static final String PARKING = LockSupport.class.getName().replace('.', '/');

        private final Duration offset;

        MillisecondShifter(MethodVisitor next, Duration offset) {
            super(Opcodes.ASM9, next);
            this.offset = offset;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            if (owner.equals(PARKING) && name.equals("parkUntil")) {
                visitLdcInsn(offset.toMillis());
                visitInsn(Opcodes.LSUB);
            }
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
            if (owner.equals("java/lang/System") && name.equals("currentTimeMillis")) {
                visitLdcInsn(offset.toMillis());
                visitInsn(Opcodes.LADD);
            }
        }
    }
}
