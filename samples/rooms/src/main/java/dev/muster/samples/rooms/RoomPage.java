package dev.muster.samples.rooms;

import dev.muster.MusterException;
import dev.muster.room.EnterRequest;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The page of one room: finds the server on which it lives and lets its visitors in there. */
@Named
@RequestScoped
public class RoomPage {

    private static final System.Logger LOG = System.getLogger(RoomPage.class.getName());

    @Inject
    private RoomAllocator rooms;

    @Inject
    private Visitor visitor;

    @Inject
    private Reception reception;

    @Inject
    private Chronicle chronicle;

    @Inject
    private LiveRooms live;

    private String name = "";
    private String token = "";
    private String topic = "";
    private String problem = "";
    private @Nullable RoomGrant grant;

    /** Runs before the page is shown; what follows depends on who asks and where the room lives. */
    public void enter() {
        var faces = FacesContext.getCurrentInstance();
        if (!token.isEmpty()) {
            arrive(faces);
        } else if (!Text.isRoomName(name)) {
            refuse(faces, 404, "nameless");
        } else if (!visitor.isSignedIn()) {
            Pages.redirect(faces, Pages.lobbyPath(name));
        } else {
            find(faces);
        }
    }

    /** Somebody was sent here by another server. */
    private void arrive(FacesContext faces) {
        var admission = rooms.redeem(token);
        if (admission.isEmpty()) {
            arriveWithoutAdmission(faces);
            return;
        }
        if (!visitor.isSignedIn()) {
            reception.signIn(admission.get().user());
        }
        // Without the token, so that the address can be kept and loaded again
        Pages.redirect(faces, Pages.roomPath(admission.get().room()));
    }

    /** The token was used before, or the room has moved, or a balancer could not get to the room's server and came here. */
    private void arriveWithoutAdmission(FacesContext faces) {
        if (visitor.isSignedIn() && Text.isRoomName(name)) {
            find(faces);
        } else {
            refuse(faces, 403, "spent");
        }
    }

    private void find(FacesContext faces) {
        try {
            var found = rooms.enter(name, EnterRequest.by(visitor.getName()));
            if (found.isHere()) {
                chronicle.register(name);
                visitor.enters(name);
                grant = found;
            } else {
                Pages.redirectTo(faces, found.redirectUrl(Pages.roomPath(name)));
            }
        } catch (MusterException e) {
            LOG.log(Level.WARNING, "Room ''{0}'' cannot be entered: {1}", name, e.getMessage());
            refuse(faces, 503, "unavailable");
        }
    }

    private void refuse(FacesContext faces, int status, String reason) {
        problem = reason;
        faces.getExternalContext().setResponseStatus(status);
    }

    /** Gives the room another topic. */
    public String changeTopic() {
        chronicle.setTopic(name, topic);
        live.topicChanged(name);
        return Pages.room(name);
    }

    /** Ends the room on this server; whoever enters it next opens it anew, wherever there is most space. */
    public String close() {
        live.close(name);
        return Pages.LOBBY;
    }

    /** Empty if all is well, else {@code spent}, {@code nameless} or {@code unavailable}. */
    public String getProblem() {
        return problem;
    }

    public long getEpoch() {
        return grant == null ? 0 : grant.epoch();
    }

    /** The room's description as this server's cache has it. */
    public RoomInfo getInfo() {
        return chronicle.find(name).orElseGet(RoomInfo::new);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = Text.of(name, Text.LONGEST_ROOM);
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = Text.orEmpty(token);
    }

    public String getTopic() {
        return topic.isEmpty() ? getInfo().getTopic() : topic;
    }

    public void setTopic(String topic) {
        this.topic = Text.of(topic, RoomInfo.LONGEST_TOPIC);
    }
}
