package dev.muster.extension.simulation;

/** How a server's network is just now. Faults overlap, so each is counted. */
final class Weather {

    private final Timeline time;
    private final long timeout;
    private final Climate climate;
    private int cuts;
    private int lossy;
    private int island;

    /** @param timeout nanoseconds after which the server gives up waiting for an answer */
    Weather(Timeline time, Climate climate, long timeout) {
        this.time = time;
        this.climate = climate;
        this.timeout = timeout;
    }

    long timeout() {
        return timeout;
    }

    long delay() {
        if (time.chance(climate.slow > 0 ? 0.2 : 0.005)) {
            return time.about(climate.slow > 0 ? 700 : 60);
        }
        return time.about(0.8);
    }

    long commitDelay(int rows) {
        if (rows == 0) {
            return 0;
        }
        return time.chance(climate.slow > 0 ? 0.2 : 0.01) ? time.about(climate.slow > 0 ? 1_500 : 30) : 0;
    }

    boolean isCut() {
        return cuts > 0;
    }

    boolean losesReply() {
        return lossy > 0 && time.chance(0.5);
    }

    boolean hears(Weather other) {
        return island == other.island;
    }

    void cut(long nanos) {
        cuts++;
        time.after(nanos, () -> cuts--);
    }

    void loseReplies(long nanos) {
        lossy++;
        time.after(nanos, () -> lossy--);
    }

    void moveTo(int otherIsland) {
        island = otherIsland;
    }

    /** What all servers share. */
    static final class Climate {

        private final Timeline time;
        private int slow;
        private int messageTrouble;

        Climate(Timeline time) {
            this.time = time;
        }

        void slow(long nanos) {
            slow++;
            time.after(nanos, () -> slow--);
        }

        void loseMessages(long nanos) {
            messageTrouble++;
            time.after(nanos, () -> messageTrouble--);
        }

        boolean isTroubled() {
            return messageTrouble > 0;
        }
    }
}
