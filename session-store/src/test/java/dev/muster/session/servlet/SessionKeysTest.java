package dev.muster.session.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.session.SessionKey;
import org.junit.jupiter.api.Test;

class SessionKeysTest {

    @Test
    void idsOfEqualHashCode_haveKeysOfTheirOwn() {
        SessionKeys keys = new SessionKeys("");
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

        for (String id : new String[] {"Aa", "BB", "Aa", "Aa"}) {
            assertThat(keys.of(id)).isEqualTo(SessionKey.of(id));
        }
    }

    @Test
    void keyWithPrefix_isAnotherOne() {
        assertThat(new SessionKeys("shiro:").of("Aa")).isEqualTo(SessionKey.of("shiro:Aa"));
    }
}
