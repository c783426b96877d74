package dev.muster.session.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormBodyTest {

    @Test
    void fields_comeBehindThoseOfTheAddress() {
        Map<String, String[]> parameters =
                parse(Map.of("a", new String[] {"1"}), "a=2&b=3&a=4", StandardCharsets.UTF_8);

        assertThat(parameters.get("a")).containsExactly("1", "2", "4");
        assertThat(parameters.get("b")).containsExactly("3");
    }

    @Test
    void encoding_isThatOfTheRequest() {
        assertThat(parse(Map.of(), "t=gr%C3%BC%C3%9Fe+%26+co", StandardCharsets.UTF_8)
                        .get("t"))
                .containsExactly("grüße & co");
        assertThat(parse(Map.of(), "t=gr%FC%DFe", StandardCharsets.ISO_8859_1).get("t"))
                .containsExactly("grüße");
    }

    @Test
    void emptyBody_hasNoFields() {
        assertThat(parse(Map.of(), "", StandardCharsets.UTF_8)).isEmpty();
        assertThat(parse(Map.of(), "&&=x&", StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void fieldWithoutValue_isEmpty_andBrokenEncodingIsLeft() {
        Map<String, String[]> parameters = parse(Map.of(), "flag&p=100%&q=%zz", StandardCharsets.UTF_8);

        assertThat(parameters.get("flag")).containsExactly("");
        assertThat(parameters.get("p")).containsExactly("100%");
        assertThat(parameters.get("q")).containsExactly("%zz");
    }

    private static Map<String, String[]> parse(Map<String, String[]> address, String body, Charset charset) {
        return FormBody.parse(address, body.getBytes(StandardCharsets.US_ASCII), charset);
    }
}
