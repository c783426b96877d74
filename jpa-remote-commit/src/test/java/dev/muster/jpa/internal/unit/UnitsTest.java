package dev.muster.jpa.internal.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.jpa.RecordingEvictor;
import dev.muster.jpa.internal.commit.CacheGuard;
import dev.muster.jpa.internal.commit.CommitExchange;
import dev.muster.jpa.internal.commit.Delivery;
import dev.muster.jpa.internal.commit.Eviction;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnitsTest {

    private static final Logger LOG = Logger.getLogger("dev.muster.jpa");

    private final List<Runnable> later = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final Units units = new Units(task -> {
        later.add(task);
        return () -> {};
    });
    private final RecordingExchange exchange = new RecordingExchange();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void unlisten() {
        LOG.removeHandler(handler);
    }

    @Test
    void unit_isConnectedWhetherItComesBeforeOrAfterTheMesh() {
        UnitStream early = units.register(UnitSettings.of("early"), new RecordingEvictor());
        units.bind(exchange);
        UnitStream late = units.register(UnitSettings.of("late"), new RecordingEvictor());

        early.publish(() -> Eviction.EVERYTHING);
        late.publish(() -> Eviction.EVERYTHING);
        assertThat(exchange.calls).containsExactly("attach early", "attach late", "publish early", "publish late");

        early.close();
        units.unbind(exchange);
        late.publish(() -> Eviction.EVERYTHING);
        assertThat(exchange.calls).hasSize(6).endsWith("close early", "close late");
    }

    @Test
    void unitThatNobodyConnects_isReportedOnce() {
        UnitStream unused = units.register(UnitSettings.of("shop"), new RecordingEvictor());
        later.forEach(Runnable::run);
        later.forEach(Runnable::run);
        assertThat(logged).hasSize(1).first().asString().startsWith("MUSTER-048 persistence unit 'shop'");
    }

    @Test
    void unitThatIsConnectedOrClosedInTime_isNotReported() {
        units.register(UnitSettings.of("closed"), new RecordingEvictor()).close();
        UnitStream unused = units.register(UnitSettings.of("connected"), new RecordingEvictor());
        units.bind(exchange);
        units.unbind(exchange);
        later.forEach(Runnable::run);
        assertThat(logged).noneMatch(line -> line.startsWith("MUSTER-048"));
    }

    @Test
    void commitThatCannotBeDescribed_evictsEverythingAndThrowsNothing() {
        units.bind(exchange);
        UnitStream stream = units.register(UnitSettings.of("shop"), new RecordingEvictor());
        stream.publish(() -> {
            throw new IllegalStateException("no metadata");
        });
        stream.publish(() -> null);
        assertThat(exchange.calls).containsExactly("attach shop", "publish shop");
        assertThat(logged).anyMatch(line -> line.startsWith("MUSTER-056"));
    }

    private static final class RecordingExchange implements CommitExchange {

        private final List<String> calls = new ArrayList<>();

        @Override
        public Attachment attach(String unit, CacheGuard evictor) {
            calls.add("attach " + unit);
            return new Attachment() {
                @Override
                public void publish(Eviction eviction, Delivery delivery) {
                    calls.add("publish " + unit);
                }

                @Override
                public void close() {
                    calls.add("close " + unit);
                }
            };
        }

        @Override
        public Delivery delivery() {
            return Delivery.ASYNC;
        }

        @Override
        public String description() {
            return "test";
        }
    }
}
