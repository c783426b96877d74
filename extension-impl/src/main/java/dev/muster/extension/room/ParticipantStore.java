package dev.muster.extension.room;

/** Keeps who is in the rooms of this server where the other servers can see it. Thread-safe. */
interface ParticipantStore {

    /** For a server that is alone: what it has in memory is all there is to see. */
    ParticipantStore NONE = new ParticipantStore() {
        @Override
        public boolean add(LiveGrant grant, String participant) {
            return true;
        }

        @Override
        public void remove(LiveGrant grant, String participant) {}
    };

    /** Records a participant; returns false if the room was granted anew meanwhile. */
    boolean add(LiveGrant grant, String participant);

    /** Takes the record of a participant back, unless the room was granted anew meanwhile. */
    void remove(LiveGrant grant, String participant);
}
