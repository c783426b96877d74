package dev.muster.extension.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ClusterSecretTest {

    @Test
    void keysOfDifferentPurposes_differ() {
        ClusterSecret secret = ClusterSecret.random(new SecureRandom());

        assertThat(secret.key("redirect")).isNotEqualTo(secret.key("other"));
        assertThat(secret.key("redirect").getEncoded()).hasSize(32);
    }

    @Test
    void randomSecret_comesBackFromItsRow() {
        ClusterSecret secret = ClusterSecret.random(new SecureRandom());

        assertThat(ClusterSecret.isRandom(secret.stored())).isTrue();
        assertThat(ClusterSecret.ofRow(secret.stored()).key("a")).isEqualTo(secret.key("a"));
        assertThat(secret.stored()).hasSizeLessThan(200);
    }

    @Test
    void configuredSecret_isBoundToTheClusterAndNeverShown() {
        ClusterSecret shop = ClusterSecret.configured("correct horse battery", "shop");
        ClusterSecret same = ClusterSecret.configured("correct horse battery", "shop");
        ClusterSecret other = ClusterSecret.configured("correct horse battery", "blog");

        assertThat(shop.key("a")).isEqualTo(same.key("a")).isNotEqualTo(other.key("a"));
        assertThat(ClusterSecret.isRandom(shop.stored())).isFalse();
        assertThat(shop.stored()).doesNotContain("horse").hasSizeLessThan(200);
        assertThat(shop.toString()).doesNotContain("horse").contains(shop.fingerprint());
    }

    @Test
    void whatIsStored_isNoKey() {
        ClusterSecret secret = ClusterSecret.configured("correct horse battery", "shop");
        String stored = secret.stored();

        String hexKey =
                java.util.HexFormat.of().formatHex(secret.key("verifier").getEncoded());
        assertThat(stored).doesNotContain(hexKey);
    }
}
