package dev.muster.extension.infinispan;

import dev.muster.MusterException;
import dev.muster.config.Setting;
import dev.muster.extension.room.RoomMessage;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value as that of {@code muster.rooms.addresses}: {@code host[port];host[port]}. */
final class StaticPeers {

    private static final Pattern PEER = Pattern.compile("([^\\[\\];,\\s]+)\\[(\\d{1,5})]");

    private StaticPeers() {}

    static List<InetSocketAddress> parse(String value) {
        return parse(Setting.ROOMS_ADDRESSES, value);
    }

    static List<InetSocketAddress> parse(Setting setting, String value) {
        return Arrays.stream(value.split(";"))
                .map(String::strip)
                .map(peer -> peer(setting, peer, value))
                .toList();
    }

    private static InetSocketAddress peer(Setting setting, String peer, String value) {
        Matcher matcher = PEER.matcher(peer);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
            throw new MusterException(RoomMessage.BAD_ADDRESSES, setting.key(), value, peer);
        }
        return new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
}
