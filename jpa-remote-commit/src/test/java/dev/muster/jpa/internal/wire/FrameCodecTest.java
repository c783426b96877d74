package dev.muster.jpa.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.jpa.internal.commit.EntityKey;
import dev.muster.jpa.internal.commit.Eviction;
import dev.muster.jpa.internal.commit.EvictionBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameCodecTest {

    private final FrameEncoder encoder = new FrameEncoder();
    private final FrameDecoder decoder = new FrameDecoder();
    private final Recorder received = new Recorder();

    @Test
    void keysOfAllKinds_comeBackEqual() throws ProtocolException {
        List<Object> parts = List.of(
                0L,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                1,
                Integer.MIN_VALUE,
                (short) -7,
                "",
                "käse \uD83D\uDE00",
                new UUID(-1, 5));
        EvictionBuilder builder = new EvictionBuilder();
        parts.forEach(part -> builder.entity("com.shop.Order", EntityKey.of(part)));
        builder.entity("com.shop.Line", new EntityKey(parts));
        builder.type("com.shop.Bulk").queriesOf("com.shop.New");
        Eviction sent = builder.build();

        send(new StreamMark(3, 1L << 40), sent);

        assertThat(received.evictions).containsExactly(sent);
        assertThat(received.marks).containsExactly(new StreamMark(3, 1L << 40));
    }

    @Test
    void bytesAsKey_comeBackEqual() throws ProtocolException {
        byte[] key = {1, -1, 0};
        send(
                new StreamMark(0, 1),
                new EvictionBuilder().entity("T", EntityKey.of(key)).build());
        Object part =
                received.evictions.get(0).types().get(0).keys().get(0).parts().get(0);
        assertThat(part).isEqualTo(key);
    }

    @Test
    void entityType_isNamedOncePerLink() throws ProtocolException {
        Eviction one =
                new EvictionBuilder().entity("com.shop.Order", EntityKey.of(1L)).build();
        assertThat(encoder.evict(new StreamMark(0, 1), one, false)).hasSize(2);
        List<byte[]> second = encoder.evict(new StreamMark(0, 2), one, false);
        assertThat(second).hasSize(1);
        assertThat(second.get(0).length).isLessThan(12);
    }

    @Test
    void numbersOfOneClass_takeFewBytes() throws ProtocolException {
        assertThat(bytes(1)).isLessThanOrEqualTo(45 - 22);
        assertThat(bytes(10)).isLessThanOrEqualTo(95 - 22);
        assertThat(bytes(100)).isLessThanOrEqualTo(565 - 22);
    }

    /** Of one commit of that many random ids of six digits, on a link that knows the type, with the length. */
    private int bytes(int count) throws ProtocolException {
        Random random = new Random(count);
        EvictionBuilder builder = new EvictionBuilder();
        random.longs(count, 100_000, 1_000_000).sorted().forEach(id -> builder.entity("T", EntityKey.of(id)));
        Eviction sent = builder.build();
        send(new StreamMark(0, 1), sent);
        assertThat(received.evictions).last().isEqualTo(sent);
        return encoder.evict(new StreamMark(0, 1_000_000), sent, false).get(0).length + 4;
    }

    @Test
    void numbersAtTheEndsOfTheirRange_comeBackEqual() throws ProtocolException {
        EvictionBuilder builder = new EvictionBuilder();
        List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE).forEach(id -> builder.entity("L", EntityKey.of(id)));
        List.of(Integer.MIN_VALUE, 3, Integer.MAX_VALUE).forEach(id -> builder.entity("I", EntityKey.of(id)));
        List.of(Short.MIN_VALUE, Short.MAX_VALUE).forEach(id -> builder.entity("S", EntityKey.of(id)));
        send(new StreamMark(0, 1), builder.build());
        assertThat(received.evictions).containsExactly(builder.build());
    }

    @Test
    void longFrame_isDeflatedAndComesBackEqual() throws ProtocolException {
        EvictionBuilder builder = new EvictionBuilder();
        IntStream.range(0, 5000).forEach(i -> builder.entity("T", EntityKey.of("order " + i)));
        byte[] frame =
                encoder.evict(new StreamMark(0, 1), builder.build(), false).get(1);
        assertThat(frame[0]).isEqualTo((byte) FrameType.DEFLATED);
        assertThat(frame.length).isLessThan(40_000);
        decoder.decode(
                new ByteWriter().u8(FrameType.TYPE_NAME).varint(0).text("T").toByteArray(), received);
        decoder.decode(frame, received);
        assertThat(received.evictions).containsExactly(builder.build());
    }

    @Test
    void tooManyKeys_becomeTheWholeType() {
        EvictionBuilder builder = new EvictionBuilder();
        IntStream.rangeClosed(0, Eviction.MAX_KEYS_PER_TYPE).forEach(i -> builder.entity("T", EntityKey.of(i)));
        assertThat(builder.build()).isEqualTo(Eviction.of(List.of(Eviction.OfType.whole("T"))));
    }

    @Test
    void frameThatWouldBeTooLong_carriesNoKeys() throws ProtocolException {
        EvictionBuilder builder = new EvictionBuilder();
        String longKey = "k".repeat(900);
        IntStream.range(0, 2000).forEach(i -> builder.entity("T", EntityKey.of(longKey + i)));
        send(new StreamMark(0, 1), builder.build());
        assertThat(received.evictions).containsExactly(Eviction.of(List.of(Eviction.OfType.whole("T"))));
    }

    @Test
    void keysThatCannotTravel_becomeTheWholeType() {
        assertThat(EntityKey.ofParts(List.of(1.5))).isNull();
        assertThat(EntityKey.ofParts(List.of("k".repeat(5000)))).isNull();
        assertThat(EntityKey.ofParts(Arrays.asList(1, null))).isNull();
        assertThat(EntityKey.ofParts(List.of())).isNull();
        assertThat(new EvictionBuilder()
                        .entity("T", null)
                        .build()
                        .types()
                        .get(0)
                        .all())
                .isTrue();
    }

    @Test
    void syncHeartbeatGoodbyeRefusal_comeBackEqual() throws ProtocolException {
        decoder.decode(encoder.sync(new StreamMark(2, 9), "shop"), received);
        decoder.decode(encoder.heartbeat(77, List.of(new StreamMark(2, 10), new StreamMark(4, 0))), received);
        decoder.decode(encoder.heard(78, List.of(new StreamMark(2, 10))), received);
        decoder.decode(encoder.resume(List.of(new Position("shop", 9))), received);
        decoder.decode(encoder.goodbye(), received);
        decoder.decode(new Refusal(true, "why").encode(), received);
        assertThat(received.other)
                .containsExactly(
                        "sync 2 9 shop",
                        "beat 77 [StreamMark[stream=2, sequence=10], StreamMark[stream=4, sequence=0]]",
                        "heard 78 [StreamMark[stream=2, sequence=10]]",
                        "resume [Position[unit=shop, sequence=9]]",
                        "bye",
                        "Refusal[duplicate=true, reason=why]");
    }

    @Test
    void hello_comesBackEqualAndIgnoresWhatLaterVersionsAdd() throws ProtocolException {
        Hello hello = new Hello(UUID.randomUUID(), "shop", "a", 1023, 17);
        assertThat(Hello.decode(hello.encode())).isEqualTo(hello);
        byte[] longer = Arrays.copyOf(hello.encode(), hello.encode().length + 5);
        assertThat(Hello.decode(longer)).isEqualTo(hello);
        Hello newer = new Hello(hello.node(), "shop", "a", 1, 2, Hello.Role.PROBE, new Hello.Versions(2, 3));
        assertThat(Hello.decode(newer.encode())).isEqualTo(newer);
        assertThat(newer.versions().overlap(hello.versions())).isFalse();
        assertThat(new Hello.Versions(1, 2).overlap(new Hello.Versions(2, 3))).isTrue();
    }

    @Test
    void unknownFrames_areIgnoredIfOptionalAndRefusedOtherwise() throws ProtocolException {
        decoder.decode(new byte[] {(byte) 200, 1, 2, 3}, received);
        assertThatThrownBy(() -> decoder.decode(new byte[] {99}, received)).hasMessage("a frame of type 99");
    }

    @Test
    void malformedFrames_areRefused() {
        refused(new ByteWriter().u8(FrameType.TYPE_NAME).varint(1).text("out of turn"));
        refused(new ByteWriter().u8(FrameType.TYPE_NAME).varint(0).bytes(new byte[] {-1, -2}));
        refused(new ByteWriter().u8(FrameType.TYPE_NAME).varint(0).varint(1 << 30));
        refused(new ByteWriter()
                .u8(FrameType.EVICT)
                .varint(0)
                .varint(1)
                .u8(0)
                .varint(1)
                .varint(7));
        refused(new ByteWriter().u8(FrameType.EVICT).varint(-1));
        refused(new ByteWriter().u8(FrameType.HEARTBEAT).u64(0).varint(Long.MAX_VALUE));
        byte[] bomb = Deflated.ifShorter(new byte[100_000]);
        refused(new ByteWriter().raw(bomb));
        bomb[1] = 0;
        refused(new ByteWriter().raw(bomb));
        refused(new ByteWriter().u8(FrameType.DEFLATED).varint(1L << 40).u8(0));
        refused(new ByteWriter().u8(FrameType.SYNC).raw(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}));
    }

    @Test
    void randomBytes_areRefusedOrRead_neverMore() {
        Random random = new Random(42);
        int[] types = {
            FrameType.SYNC,
            FrameType.TYPE_NAME,
            FrameType.EVICT,
            FrameType.HEARTBEAT,
            FrameType.REFUSED,
            FrameType.RESUME,
            FrameType.HEARD,
            FrameType.DEFLATED
        };
        for (int i = 0; i < 100_000; i++) {
            byte[] frame = new byte[1 + random.nextInt(40)];
            random.nextBytes(frame);
            frame[0] = (byte) types[random.nextInt(types.length)];
            try {
                decoder.decode(frame, received);
            } catch (ProtocolException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    private void refused(ByteWriter frame) {
        assertThatThrownBy(() -> decoder.decode(frame.toByteArray(), received)).isInstanceOf(ProtocolException.class);
    }

    private void send(StreamMark mark, Eviction eviction) throws ProtocolException {
        for (byte[] frame : encoder.evict(mark, eviction, true)) {
            assertThat(frame.length).isLessThanOrEqualTo(FrameEncoder.MAX_FRAME);
            decoder.decode(frame, received);
        }
    }

    private static final class Recorder implements FrameHandler {

        private final List<Eviction> evictions = new ArrayList<>();
        private final List<StreamMark> marks = new ArrayList<>();
        private final List<String> other = new ArrayList<>();

        @Override
        public void sync(StreamMark mark, String unit) {
            other.add("sync " + mark.stream() + " " + mark.sequence() + " " + unit);
        }

        @Override
        public void heartbeat(long stamp, List<StreamMark> beats) {
            other.add("beat " + stamp + " " + beats);
        }

        @Override
        public void heard(long stamp, List<StreamMark> followed) {
            other.add("heard " + stamp + " " + followed);
        }

        @Override
        public void resume(List<Position> positions) {
            other.add("resume " + positions);
        }

        @Override
        public void evict(StreamMark mark, Eviction eviction, boolean acknowledge) {
            marks.add(mark);
            evictions.add(eviction);
        }

        @Override
        public void goodbye() {
            other.add("bye");
        }

        @Override
        public void refused(Refusal refusal) {
            other.add(refusal.toString());
        }
    }
}
