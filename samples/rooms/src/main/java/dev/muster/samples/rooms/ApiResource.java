package dev.muster.samples.rooms;

import dev.muster.room.EnterRequest;
import dev.muster.room.RoomAllocator;
import dev.muster.room.RoomGrant;
import dev.muster.server.Server;
import dev.muster.server.ServerIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application without pages: answers in JSON. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApiResource {

    @Inject
    private ServerIdentity identity;

    @Inject
    private Here here;

    @Inject
    private Administration administration;

    @Inject
    private RoomAllocator rooms;

    @Inject
    private Chronicle chronicle;

    @Inject
    private LiveRooms live;

    @Inject
    private Visitor visitor;

    @Inject
    private Reception reception;

    /** Whether this server answers; pages of other servers may ask. */
    @GET
    @Path("alive")
    public Response alive() {
        var answer = Json.createObjectBuilder().add("server", identity.name()).build();
        return Response.ok(answer.toString())
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** What the session knows, and which server looked into it. */
    @GET
    @Path("me")
    public String me() {
        return Json.createObjectBuilder()
                .add("signedIn", visitor.isSignedIn())
                .add("user", visitor.getName())
                .add("visits", visitor.getVisits())
                .add("rooms", Events.array(visitor.getRooms()))
                .add("serverId", identity.serverId())
                .add("incarnation", identity.incarnation())
                .add("server", identity.name())
                .add("current", identity.isCurrent())
                .build()
                .toString();
    }

    /** Signs in. */
    @POST
    @Path("sign-in")
    public String signIn(@FormParam("name") @DefaultValue("") String name) {
        reception.signIn(name);
        return me();
    }

    /** Signs out. */
    @POST
    @Path("leave")
    public Response leave() {
        reception.leave();
        return Response.noContent().build();
    }

    /** The live servers. */
    @GET
    @Path("servers")
    public String servers() {
        return array(administration.getServers().stream().map(this::server));
    }

    private JsonObject server(Server server) {
        return Json.createObjectBuilder()
                .add("id", server.id())
                .add("incarnation", server.incarnation())
                .add("name", server.name())
                .add("state", server.state().name())
                .add("url", server.url())
                .add("weight", server.weight())
                .add("load", server.load())
                .add("leaseUntil", server.leaseUntil().toString())
                .add("self", server.isSameIncarnation(here.getServer()))
                .build();
    }

    /** The open rooms with their participants. */
    @GET
    @Path("rooms")
    public String rooms() {
        return array(rooms.rooms().stream()
                .map(room -> Json.createObjectBuilder()
                        .add("name", room.name())
                        .add("server", room.server().name())
                        .add("url", room.server().url())
                        .add("epoch", room.epoch())
                        .add("weight", room.weight())
                        .add("participants", Events.array(room.participants()))
                        .build()));
    }

    /** Who is in which room on which server. */
    @GET
    @Path("connections")
    public String connections() {
        return array(administration.getConnections().stream()
                .map(connection -> Json.createObjectBuilder()
                        .add("user", connection.user())
                        .add("room", connection.room())
                        .add("server", connection.server().name())
                        .build()));
    }

    /** Where a room lives, if anywhere; opens nothing. */
    @GET
    @Path("room")
    public String room(@QueryParam("name") @DefaultValue("") String name) {
        return rooms.find(name)
                .map(grant -> grant(grant).add("found", true))
                .orElseGet(() -> Json.createObjectBuilder().add("found", false))
                .build()
                .toString();
    }

    /** Finds or opens a room for the visitor; where it lives elsewhere, with the address to go to. */
    @POST
    @Path("enter")
    public String enter(@FormParam("room") @DefaultValue("") String name) {
        if (!visitor.isSignedIn() || !Text.isRoomName(name)) {
            throw new NotFoundException("Sign in and give a room name");
        }
        var grant = rooms.enter(name, EnterRequest.by(visitor.getName()));
        var answer = grant(grant);
        if (!grant.isHere()) {
            answer.add("redirect", grant.redirectUrl(Pages.roomPath(name)));
        }
        return answer.build().toString();
    }

    private static JsonObjectBuilder grant(RoomGrant grant) {
        return Json.createObjectBuilder()
                .add("room", grant.room())
                .add("server", grant.server().name())
                .add("url", grant.server().url())
                .add("epoch", grant.epoch())
                .add("here", grant.isHere());
    }

    /** A room's topic as this server's second-level cache has it. */
    @GET
    @Path("topic")
    public String topic(@QueryParam("room") @DefaultValue("") String room) {
        var info = chronicle.find(room).orElseThrow(() -> new NotFoundException("No such room"));
        return Json.createObjectBuilder()
                .add("topic", info.getTopic())
                .add("version", info.getVersion())
                .build()
                .toString();
    }

    /** Gives a room a topic; a room nobody knows is written down first. */
    @POST
    @Path("topic")
    public String changeTopic(
            @FormParam("room") @DefaultValue("") String room, @FormParam("topic") @DefaultValue("") String topic) {
        if (!Text.isRoomName(room)) {
            throw new NotFoundException("Give a room name");
        }
        chronicle.register(room);
        chronicle.setTopic(room, Text.of(topic, RoomInfo.LONGEST_TOPIC));
        live.topicChanged(room);
        return topic(room);
    }

    private static String array(Stream<JsonObject> values) {
        return values.collect(toArray()).toString();
    }

    private static Collector<JsonValue, ?, JsonValue> toArray() {
        return Collectors.collectingAndThen(
                Collectors.toList(), list -> Json.createArrayBuilder(list).build());
    }
}
