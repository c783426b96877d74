package dev.muster.session.login;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters in the body of a form. */
final class FormBody {

    private FormBody() {}

    /** Those of the address and, behind them, those of the body, as the container would read them. */
    static Map<String, String[]> parse(Map<String, String[]> address, byte[] body, Charset charset) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        address.forEach((name, values) -> all.put(name, new ArrayList<>(List.of(values))));
        for (String field : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            int equal = field.indexOf('=');
            String name = decode(equal < 0 ? field : field.substring(0, equal), charset);
            if (!name.isEmpty()) {
                all.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(equal < 0 ? "" : decode(field.substring(equal + 1), charset));
            }
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        all.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return Collections.unmodifiableMap(parameters);
    }

    /** Something that is no proper encoding is left as it is. */
    private static String decode(String text, Charset charset) {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
