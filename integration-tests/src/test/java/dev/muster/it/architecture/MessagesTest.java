package dev.muster.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/messages.md in step with the messages in the code. */
class MessagesTest {

    private static final Path PAGE = Path.of("..", "docs", "messages.md");
    private static final Pattern HEADING = Pattern.compile("^## (MUSTER-\\d{3})$", Pattern.MULTILINE);

    @Test
    void page_hasEachCodeOnceInOrder() throws IOException {
        List<String> headings = HEADING.matcher(Files.readString(PAGE))
                .results()
                .map(m -> m.group(1))
                .toList();

        assertThat(headings).isEqualTo(codes());
    }

    @Test
    void paragraph_isThereForEachCode() throws IOException {
        String[] sections = Files.readString(PAGE).split("(?m)^## MUSTER-\\d{3}$");

        assertThat(Arrays.stream(sections).skip(1))
                .allSatisfy(text -> assertThat(text.strip()).hasSizeGreaterThan(60));
    }

    @Test
    void codes_areUsedForOneMessageEach() {
        assertThat(codes()).doesNotHaveDuplicates().isNotEmpty();
    }

    private static List<String> codes() {
        return OurClasses.ALL.stream()
                .filter(type -> type.isEnum() && type.getSimpleName().endsWith("Message"))
                .map(JavaClass::reflect)
                .flatMap(type -> Arrays.stream(type.getEnumConstants()).map(MessagesTest::code))
                .sorted()
                .toList();
    }

    private static String code(Object message) {
        try {
            Method code = ((Enum<?>) message).getDeclaringClass().getDeclaredMethod("code");
            code.setAccessible(true);
            return (String) code.invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(message + " has no code", e);
        }
    }
}
