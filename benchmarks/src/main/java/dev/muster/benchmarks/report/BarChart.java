package dev.muster.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Groups of horizontal bars as SVG. Each bar has a part in the full colour and a lighter one behind it. For one thread. */
public final class BarChart {

    private static final List<String> COLOURS = List.of("#8a8f98", "#2a9d8f", "#1d5f9e", "#d1743c", "#7b5ea7");
    private static final int LEFT = 210;
    private static final int WIDTH = 900;
    private static final int SPACE_FOR_LABEL = 120;
    private static final int BAR = 14;
    private static final int TOP = 64;

    private final String title;
    private final List<String> series;
    private final List<Group> groups = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    /**
     * A bar.
     *
     * @param full length of the part in the full colour
     * @param lighter length of the lighter part
     * @param label stands behind it
     */
    public record Bar(double full, double lighter, String label) {

        /** Where a series has nothing in a group. */
        public static final Bar NONE = new Bar(0, 0, "");
    }

    private record Group(String name, List<Bar> bars) {}

    /** A chart whose groups have a bar for each of these, at most five; a single one needs no name. */
    public BarChart(String title, List<String> series) {
        this.title = title;
        this.series = List.copyOf(series);
    }

    /** Adds a group, with its bars in the order of the series. */
    public void group(String name, List<Bar> bars) {
        groups.add(new Group(name, List.copyOf(bars)));
    }

    /** The picture. */
    public String svg() {
        int height = BAR * series.size() + (series.size() > 1 ? 18 : 4);
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                WIDTH, TOP + height * groups.size() + 10));
        text(12, 22, title);
        legend();
        double scale = (WIDTH - LEFT - SPACE_FOR_LABEL) / longest();
        for (int i = 0; i < groups.size(); i++) {
            group(groups.get(i), TOP + i * height, height, scale);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        for (int i = 0; i < series.size() && series.size() > 1; i++) {
            int x = LEFT + i * 170 - 40 * Math.max(0, series.size() - 4);
            bar(x, 34, 12, COLOURS.get(i), 1);
            text(x + 17, 45, series.get(i));
        }
    }

    private void group(Group group, int top, int height, double scale) {
        text(12, top + (series.size() > 1 ? height / 2 : 10), group.name());
        for (int i = 0; i < group.bars().size(); i++) {
            Bar bar = group.bars().get(i);
            int y = top + i * BAR;
            double full = bar.full() * scale;
            double lighter = bar.lighter() * scale;
            bar(LEFT, y, full, COLOURS.get(i), 1);
            bar(LEFT + full, y, lighter, COLOURS.get(i), 0.5);
            text(LEFT + full + lighter + 5, y + 10, bar.label());
        }
    }

    private double longest() {
        return groups.stream()
                .flatMap(group -> group.bars().stream())
                .mapToDouble(bar -> bar.full() + bar.lighter())
                .max()
                .orElse(1);
    }

    private void bar(double x, double y, double width, String colour, double opacity) {
        svg.append(format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\" opacity=\"%.1f\"/>%n",
                x, y, Math.max(width, 0), BAR - 2, colour, opacity));
    }

    private void text(double x, double y, String text) {
        svg.append(format("<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, text));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
