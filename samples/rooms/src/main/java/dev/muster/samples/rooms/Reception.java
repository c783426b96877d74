package dev.muster.samples.rooms;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Lets people in and out. Names are believed, not proved: this is a sample. */
@Named
@RequestScoped
public class Reception {

    static final int LONGEST_NAME = 40;

    /** The name once more as a plain attribute, for the handshake of a WebSocket, where no CDI scope is open. */
    static final String VISITOR = "rooms.visitor";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Visitor visitor;

    private String name = "";
    private String room = "";

    /** Signs in under the name typed; goes on to the room that was asked for before. */
    public String signIn() {
        signIn(name);
        return room.isEmpty() ? Pages.LOBBY : Pages.room(room);
    }

    /** Signs in under this name; a blank name changes nothing. */
    public void signIn(String wanted) {
        var who = Text.of(wanted, LONGEST_NAME);
        if (!who.isEmpty()) {
            request.getSession();
            request.changeSessionId();
            request.getSession().setAttribute(VISITOR, who);
            visitor.become(who);
        }
    }

    /** Ends the session. */
    public String leave() {
        request.getSession().invalidate();
        return Pages.LOBBY;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** The room to go to after signing in, or an empty text. */
    public String getRoom() {
        return room;
    }

    public void setRoom(String room) {
        this.room = Text.orEmpty(room);
    }
}
