package dev.muster.benchmarks.time;

import dev.muster.benchmarks.cost.CpuMeter.CpuTime;
import dev.muster.benchmarks.load.Load.Slice;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figures of one slice, or the medians of several.
 *
 * @param throughput requests per second
 * @param p50 milliseconds that half of the requests did not exceed
 * @param p99 milliseconds that 99 of 100 requests did not exceed
 * @param serverCpu microseconds of both servers for each request
 * @param databaseCpu microseconds of the database for each request
 */
public record Sample(double throughput, double p50, double p99, double serverCpu, double databaseCpu) {

    static Sample of(Slice slice, CpuTime cpu) {
        return new Sample(slice.throughput(), slice.millis(0.5), slice.millis(0.99), cpu.servers(), cpu.database());
    }

    static Sample medians(List<Sample> samples) {
        return new Sample(
                median(samples, Sample::throughput),
                median(samples, Sample::p50),
                median(samples, Sample::p99),
                median(samples, Sample::serverCpu),
                median(samples, Sample::databaseCpu));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Microseconds of servers and database for each request. */
    public double cpu() {
        return serverCpu + databaseCpu;
    }
}
