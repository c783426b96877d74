package dev.muster.samples.rooms;

import jakarta.websocket.CloseReason;

/** Why a socket of a room is closed; {@code room.js} knows the numbers. */
enum Farewell implements CloseReason.CloseCode {
    /** The room does not live here, or no longer: enter it again. */
    MOVED(4001, "The room does not live here"),
    /** Somebody ended the room: back to the lobby. */
    CLOSED(4002, "The room was closed"),
    /** Nobody is signed in, or the page is not ours. */
    STRANGER(4003, "Sign in first");

    private final int code;
    private final String text;

    Farewell(int code, String text) {
        this.code = code;
        this.text = text;
    }

    @Override
    public int getCode() {
        return code;
    }

    String text() {
        return text;
    }
}
