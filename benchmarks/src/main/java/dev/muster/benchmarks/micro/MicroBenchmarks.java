package dev.muster.benchmarks.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Benchmarks under JMH, with what they allocate. */
public final class MicroBenchmarks {

    private MicroBenchmarks() {}

    /** Runs all of this package; writes {@code jmh.json} into a directory. */
    public static void run(Path directory) throws RunnerException, IOException {
        Files.createDirectories(directory);
        new Runner(options(MicroBenchmarks.class.getPackageName())
                        .resultFormat(ResultFormatType.JSON)
                        .result(directory.resolve("jmh.json").toString())
                        .build())
                .run();
    }

    /**
     * Runs those of one class.
     *
     * @param property of the JVM in which they run, as {@code -Dname=value}
     */
    public static Collection<RunResult> run(Class<?> benchmarks, String property) throws RunnerException {
        return new Runner(options(benchmarks.getName()).jvmArgsAppend(property).build()).run();
    }

    private static ChainedOptionsBuilder options(String name) {
        return new OptionsBuilder()
                .include(name.replace(".", "\\."))
                .addProfiler(GCProfiler.class)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1));
    }
}
