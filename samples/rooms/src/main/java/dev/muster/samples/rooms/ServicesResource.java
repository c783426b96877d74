package dev.muster.samples.rooms;

import dev.muster.lock.ClusterLock;
import dev.muster.lock.ClusterLocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Locks, jobs and events of the cluster, to be tried by hand: answers in JSON. */
@Path("/services")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ServicesResource {

    @Inject
    private ClusterLocks locks;

    @Inject
    private Announcements announcements;

    @Inject
    private NightWatch watch;

    private final Map<String, ClusterLock> held = new ConcurrentHashMap<>();

    /** What this server heard. */
    @GET
    @Path("announcements")
    public String announcements() {
        var heard = Json.createArrayBuilder();
        announcements.heard().forEach(announcement -> heard.add(announcement.text()));
        return heard.build().toString();
    }

    /** Says something on all servers. */
    @POST
    @Path("announcements")
    public String announce(@FormParam("text") @DefaultValue("") String text) {
        announcements.announce(text);
        return announcements();
    }

    /** How many rounds this server's watchman made. */
    @GET
    @Path("rounds")
    public String rounds() {
        return Json.createObjectBuilder()
                .add("rounds", watch.getRounds())
                .build()
                .toString();
    }

    /** Takes a lock and keeps it. */
    @POST
    @Path("lock")
    public String lock(@FormParam("name") @DefaultValue("") String name) {
        Optional<ClusterLock> taken = locks.tryLock(name);
        taken.ifPresent(lock -> held.put(name, lock));
        return taken.map(ServicesResource::shown)
                .orElse(JsonObject.EMPTY_JSON_OBJECT)
                .toString();
    }

    /** Gives a lock back. */
    @POST
    @Path("unlock")
    public String unlock(@FormParam("name") @DefaultValue("") String name) {
        Optional<ClusterLock> lock = Optional.ofNullable(held.remove(name));
        lock.ifPresent(ClusterLock::close);
        return lock.map(ServicesResource::shown)
                .orElse(JsonObject.EMPTY_JSON_OBJECT)
                .toString();
    }

    private static JsonObject shown(ClusterLock lock) {
        return Json.createObjectBuilder()
                .add("name", lock.name())
                .add("token", lock.token())
                .add("current", lock.isCurrent())
                .build();
    }
}
