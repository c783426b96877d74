package dev.muster.extension.simulation;

/** Is told of what the database commits, before it can be seen. */
interface Commits {

    /** Nobody is told. */
    Commits UNHEARD = new Commits() {
        @Override
        public void granting(RoomLine line) {}

        @Override
        public void ending(RoomLine line) {}
    };

    void granting(RoomLine line);

    void ending(RoomLine line);
}
