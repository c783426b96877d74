package dev.muster.it;

import static org.assertj.core.api.Assertions.assertThat;

/** A user who knows the address of the balancer only, and counts how often they are sent on. */
final class BalancedVisitor {

    private static final String COOKIE = "SHOPSESSION";
    /** Browsers stop at twenty. */
    private static final int TOO_MANY = 10;

    private final Browser browser = Browser.open().notFollowing();
    private final StickyBalancer balancer;

    private BalancedVisitor(StickyBalancer balancer) {
        this.balancer = balancer;
    }

    static BalancedVisitor of(StickyBalancer balancer) {
        return new BalancedVisitor(balancer);
    }

    /** Opens a page of the shop and follows redirects, none of which may lead away from the balancer. */
    Visit open(String path) {
        var uri = balancer.uri("/legacy" + path);
        for (int redirects = 0; redirects < TOO_MANY; redirects++) {
            var answer = browser.get(uri);
            if (answer.status() != 302) {
                return new Visit(answer, redirects, cookie());
            }
            uri = uri.resolve(answer.header("Location").orElseThrow());
            assertThat(uri.getAuthority()).isEqualTo(balancer.uri("/").getAuthority());
        }
        throw new AssertionError("sent on " + TOO_MANY + " times, at last to " + uri);
    }

    private String cookie() {
        return browser.cookie(COOKIE).orElse("");
    }

    /**
     * What came of it.
     *
     * @param cookie what the browser has as session cookie now
     */
    record Visit(Answer answer, int redirects, String cookie) {

        String session() {
            return cookie.substring(0, cookie.lastIndexOf('.'));
        }

        /** Where the next request goes. */
        String server() {
            return cookie.substring(cookie.lastIndexOf('.') + 1);
        }
    }
}
