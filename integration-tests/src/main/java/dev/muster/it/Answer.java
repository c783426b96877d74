package dev.muster.it;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server answered. Immutable. */
public record Answer(int status, URI uri, HttpHeaders headers, String body) {

    private static final Pattern INPUT = Pattern.compile("<input ([^>]*)>");
    private static final Pattern FORM = Pattern.compile("<form [^>]*action=\"([^\"]*)\"");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** The body without white space around it, for one-line answers. */
    public String text() {
        return body.strip();
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The text of the HTML element with an id, which holds no other element. */
    public String textOf(String id) {
        var element = Pattern.compile("id=\"" + Pattern.quote(id) + "\"[^>]*>([^<]*)<")
                .matcher(body);
        if (!element.find()) {
            throw new AssertionError("No element '" + id + "' in the answer " + status + " of " + uri + ":\n" + body);
        }
        return element.group(1);
    }

    /** Where the first form of the page posts to, as a path of its server. */
    public String formAction() {
        var form = FORM.matcher(body);
        if (!form.find()) {
            throw new AssertionError("No form in the answer " + status + " of " + uri + ":\n" + body);
        }
        return form.group(1).replace("&amp;", "&");
    }

    /** The fields a form would post if no button were pressed: hidden ones and text inputs with their values. */
    public Map<String, String> formFields() {
        var fields = new LinkedHashMap<String, String>();
        INPUT.matcher(body).results().map(input -> attributes(input.group(1))).forEach(input -> {
            if (!"submit".equals(input.get("type")) && input.containsKey("name")) {
                fields.put(input.getOrDefault("name", ""), input.getOrDefault("value", ""));
            }
        });
        return fields;
    }

    private static Map<String, String> attributes(String tag) {
        var attributes = new LinkedHashMap<String, String>();
        ATTRIBUTE.matcher(tag).results().forEach(found -> attributes.put(found.group(1), found.group(2)));
        return attributes;
    }
}
