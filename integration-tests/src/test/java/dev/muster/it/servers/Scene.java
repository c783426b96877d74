package dev.muster.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.it.Answer;
import dev.muster.it.Await;
import dev.muster.it.Browser;
import dev.muster.it.TextSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an application does with its session, played on two servers of one product: something before one of them is
 * killed, the rest on the other one.
 */
enum Scene {
    COUNTER("an attribute, request by request on another server") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            assertThat(user.get(first, "/api/count")).isEqualTo("1");
            assertThat(user.get(second, "/api/count")).isEqualTo("2");
            assertThat(user.get(first, "/api/count")).isEqualTo("3");
            return survivor -> assertThat(user.get(survivor, "/api/count")).isEqualTo("4");
        }
    },
    IN_PLACE("a list that is changed in place") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/note", "one");
            user.get(first, "/api/note", "two");
            return survivor ->
                    assertThat(user.get(survivor, "/api/note", "three")).isEqualTo("[one, two, three]");
        }
    },
    NEW_ID("changeSessionId") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/count");
            var before = user.session(first);
            var after = user.get(second, "/api/renew");
            assertThat(after).isNotEqualTo(before).isEqualTo(user.session(first));
            assertThat(Visitor.journal(second, "DeclaredListener", after)).contains("id-changed from=" + before);
            return survivor -> {
                assertThat(user.session(survivor)).isEqualTo(after);
                assertThat(user.get(survivor, "/api/count")).isEqualTo("2");
            };
        }
    },
    INVALIDATE("invalidate") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/put", "tea");
            var session = user.session(first);
            assertThat(user.get(second, "/api/leave")).isEqualTo("none");
            assertThat(user.session(first)).isEqualTo("none");
            assertThat(Visitor.journals(first, second, "DeclaredListener", session))
                    .containsSubsequence("destroyed value=tea", "removed tea");
            return survivor -> assertThat(user.session(survivor)).isEqualTo("none");
        }
    },
    EXPIRY("expiry, told once in the cluster") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/put", "tea");
            user.session(second);
            var session = user.get(first, "/api/brief");
            Await.until(
                    "the session has ended",
                    PATIENCE,
                    () -> !destroyed(first, second, session).isEmpty());
            assertThat(destroyed(first, second, session)).containsExactly("destroyed value=tea");
            return survivor -> assertThat(user.session(survivor)).isEqualTo("none");
        }
    },
    DECLARED_LISTENER("session listeners in web.xml") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            return heardBy("DeclaredListener", user, first, second);
        }
    },
    FRAGMENT_LISTENER("session listeners in a web fragment") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            return heardBy("FragmentListener", user, first, second);
        }
    },
    ANNOTATED_LISTENER("session listeners with @WebListener") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            return heardBy("AnnotatedListener", user, first, second);
        }
    },
    ADDED_LISTENER("session listeners added by code") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            return heardBy("AddedListener", user, first, second);
        }
    },
    LISTENER_INSTANCES("listeners are the instances that the container made") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/count");
            for (var listener : List.of("DeclaredListener", "FragmentListener", "AnnotatedListener")) {
                assertThat(Visitor.journal(first, listener, user.session(first)))
                        .as(listener)
                        .contains("instance-of-the-container");
            }
            return NOTHING_MORE;
        }
    },
    LISTENER_INJECTION("injection into listeners") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/count");
            for (var listener : List.of("DeclaredListener", "FragmentListener", "AnnotatedListener", "AddedListener")) {
                assertThat(Visitor.journal(first, listener, user.session(first)))
                        .as(listener)
                        .contains("injected");
            }
            return NOTHING_MORE;
        }
    },
    BINDING("HttpSessionBindingListener") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/bind");
            var session = user.session(first);
            assertThat(Visitor.journal(first, "value", session)).contains("bound value");
            return survivor -> {
                user.get(survivor, "/api/unbind");
                assertThat(Visitor.journal(survivor, "value", session)).contains("unbound value");
            };
        }
    },
    ACTIVATION("HttpSessionActivationListener") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/bind");
            var session = user.session(first);
            return survivor -> {
                user.get(survivor, "/api/unbind");
                assertThat(Visitor.journal(survivor, "value", session)).contains("activated");
            };
        }
    },
    SESSION_SCOPED("@SessionScoped") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/cart", "tea");
            assertThat(user.get(second, "/api/cart", "cup")).isEqualTo("[tea, cup]");
            return survivor -> assertThat(user.get(survivor, "/api/cart")).isEqualTo("[tea, cup]");
        }
    },
    INJECTED("@Inject HttpSession and HttpServletRequest") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            assertAllEqual(user.get(first, "/api/injected"));
            return survivor -> assertAllEqual(user.get(survivor, "/api/injected"));
        }
    },
    CONVERSATION("@ConversationScoped") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            var conversation = user.get(first, "/api/begin", "one");
            assertThat(user.get(second, "/api/step?is=two&cid=" + conversation)).isEqualTo("[one, two]");
            return survivor -> assertThat(user.get(survivor, "/api/end?cid=" + conversation))
                    .isEqualTo("[one, two]");
        }
    },
    JSP("JSP: session") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            assertThat(user.get(first, "/counter.jsp")).isEqualTo("1");
            assertThat(user.get(second, "/counter.jsp")).isEqualTo("2");
            return survivor -> assertThat(user.get(survivor, "/counter.jsp")).isEqualTo("3");
        }
    },
    VIEW_SCOPED("Faces: @ViewScoped and the view's state") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            var page = write(user, first, user.page(first, "/view.xhtml"), "one");
            assertThat(page.textOf("form:text")).isEqualTo("one");
            return survivor -> {
                var next = write(user, survivor, page, "two");
                assertThat(next.textOf("form:text")).isEqualTo("one/two");
                assertThat(next.textOf("form:items")).isEqualTo("2");
            };
        }
    },
    HANDSHAKE("WebSocket: HandshakeRequest.getHttpSession") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/count");
            var session = user.session(first);
            assertThat(ask(user, first, "session")).isEqualTo(session);
            return survivor -> assertThat(ask(user, survivor, "session")).isEqualTo(session);
        }
    },
    SOCKET_SCOPE("WebSocket: @SessionScoped in the endpoint") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.get(first, "/api/cart", "tea");
            assertThat(ask(user, first, "cart cup")).isEqualTo("[tea, cup]");
            return survivor -> assertThat(ask(user, survivor, "cart pot")).isEqualTo("[tea, cup, pot]");
        }
    },
    FORWARD("forward and include") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            return counting(user, first, "/dispatch/forward", "/dispatch/named", "/dispatch/include");
        }
    },
    ASYNC("asynchronous dispatch and completion") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            return counting(user, first, "/dispatch/async", "/dispatch/thread");
        }
    },
    ERROR_STATUS("error page of a status") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            return errorPage("/dispatch/status", 409, user, first);
        }
    },
    ERROR_EXCEPTION("error page of an exception") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            return errorPage("/dispatch/exception", 500, user, first);
        }
    },
    URL("session id in the URL") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            var link = user.get(first, "/api/link").substring(Server.CONTEXT.length());
            assertThat(link).contains(";");
            assertThat(withoutCookies(first, link)).isEqualTo("1");
            assertThat(withoutCookies(second, link)).isEqualTo("2");
            return survivor -> assertThat(withoutCookies(survivor, link)).isEqualTo("3");
        }
    },
    COOKIE("attributes of the cookie") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            var cookie = user.answer(first, "/api/count").header("Set-Cookie").orElseThrow();
            assertThat(cookie).startsWith("FIDELITY").contains("HttpOnly").contains("SameSite=Lax");
            return NOTHING_MORE;
        }
    },
    FIRST_FILTER("filters of the application see the stored session") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            var ids = user.get(first, "/api/early?early").split(" ", 2);
            assertThat(ids[0]).isEqualTo(ids[1]);
            return survivor -> assertThat(user.session(survivor)).isEqualTo(ids[0]);
        }
    },
    NO_OTHER("no session of the container, whatever was done so far") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            assertThat(user.get(first, "/api/native")).isEqualTo("[]");
            assertThat(user.get(second, "/api/native")).isEqualTo("[]");
            return survivor -> assertThat(user.get(survivor, "/api/native")).isEqualTo("[]");
        }
    },
    LOGIN("FORM login, signed in on the other server") {
        @Override
        Rest play(Visitor user, Server first, Server second) {
            user.page(first, "/secret");
            var answer = user.submit(first, "/j_security_check", Map.of("j_username", "anna", "j_password", "anna-7"));
            assertThat(answer.text()).isEqualTo("anna 1");
            return survivor -> assertThat(user.get(survivor, "/secret")).isEqualTo("anna 2");
        }
    };

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Rest NOTHING_MORE = survivor -> {};

    private final String title;

    Scene(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Plays the part before one of the servers is killed; returns the part after. */
    abstract Rest play(Visitor user, Server first, Server second) throws Exception;

    /** What is done on the server that is left. */
    interface Rest {
        void play(Server survivor) throws Exception;
    }

    private static Rest heardBy(String listener, Visitor user, Server first, Server second) {
        user.get(first, "/api/put", "tea");
        var session = user.session(first);
        user.get(second, "/api/put", "cup");
        assertThat(Visitor.journals(first, second, listener, session))
                .contains("created", "added tea", "replaced tea")
                .doesNotHaveDuplicates();
        return survivor -> {
            var renewed = user.get(survivor, "/api/renew");
            user.get(survivor, "/api/leave");
            assertThat(Visitor.journal(survivor, listener, renewed))
                    .containsExactly("id-changed from=" + session, "destroyed value=cup", "removed cup");
        };
    }

    private static List<String> destroyed(Server first, Server second, String session) {
        return Visitor.journals(first, second, "DeclaredListener", session).stream()
                .filter(line -> line.startsWith("destroyed"))
                .toList();
    }

    private static void assertAllEqual(String ids) {
        assertThat(ids.split(" ")).hasSize(4).containsOnly(ids.split(" ")[0]);
    }

    private static Answer write(Visitor user, Server server, Answer page, String line) {
        var fields = page.formFields();
        fields.put("form:line", line);
        fields.put("form:write", "Write");
        return user.submit(server, "/view.xhtml", fields);
    }

    private static String ask(Visitor user, Server server, String question) {
        try (var socket = TextSocket.open(user.browser(), server.socket("/socket"))) {
            socket.send(question);
            return socket.next(PATIENCE).orElseThrow();
        }
    }

    private static Rest counting(Visitor user, Server server, String... paths) {
        var count = 0;
        for (var path : paths) {
            assertThat(user.get(server, path)).as(path).isEqualTo(Integer.toString(++count));
        }
        var next = Integer.toString(count + 1);
        return survivor -> assertThat(user.get(survivor, "/api/count")).isEqualTo(next);
    }

    private static Rest errorPage(String path, int status, Visitor user, Server server) {
        var answer = user.answer(server, path);
        assertThat(answer.status()).isEqualTo(status);
        // Open Liberty keeps cookies over a reset, and then says the same one twice
        assertThat(answer.headers().allValues("Set-Cookie").stream().distinct()).hasSize(1);
        assertThat(answer.text()).isEqualTo(user.session(server) + " 2");
        return survivor -> assertThat(user.get(survivor, "/api/count")).isEqualTo("3");
    }

    private static String withoutCookies(Server server, String link) {
        URI uri = server.uri(link);
        return Browser.open().send(HttpRequest.newBuilder(uri)).text();
    }
}
