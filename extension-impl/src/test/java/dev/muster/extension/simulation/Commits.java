package dev.muster.extension.simulation;

/** Is told of what the database commits, before it can be seen. */
interface Commits {

    void granting(RoomLine line);

    void ending(RoomLine line);
}
