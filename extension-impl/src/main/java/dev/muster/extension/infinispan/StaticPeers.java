package dev.muster.extension.infinispan;

import dev.muster.MusterException;
import dev.muster.extension.room.RoomMessage;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of {@code muster.rooms.addresses}: {@code host[port];host[port]}. */
final class StaticPeers {

    private static final Pattern PEER = Pattern.compile("([^\\[\\];,\\s]+)\\[(\\d{1,5})]");

    private StaticPeers() {}

    static List<InetSocketAddress> parse(String value) {
        return Arrays.stream(value.split(";"))
                .map(String::strip)
                .map(peer -> peer(peer, value))
                .toList();
    }

    private static InetSocketAddress peer(String peer, String value) {
        Matcher matcher = PEER.matcher(peer);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
            throw new MusterException(RoomMessage.BAD_ADDRESSES, value, peer);
        }
        return new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
}
