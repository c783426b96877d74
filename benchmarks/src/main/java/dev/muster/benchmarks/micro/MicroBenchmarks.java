package dev.muster.benchmarks.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The benchmarks of this package, with what they allocate. */
public final class MicroBenchmarks {

    private MicroBenchmarks() {}

    /** Runs all; writes {@code jmh.json} into a directory. */
    public static void run(Path directory) throws RunnerException, IOException {
        Files.createDirectories(directory);
        new Runner(new OptionsBuilder()
                        .include(MicroBenchmarks.class.getPackageName().replace(".", "\\."))
                        .addProfiler(GCProfiler.class)
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .resultFormat(ResultFormatType.JSON)
                        .result(directory.resolve("jmh.json").toString())
                        .build())
                .run();
    }
}
