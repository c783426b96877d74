package dev.muster.samples.rooms;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;

/** What a room is about; kept in the second-level cache of every server. */
@Entity
@Cacheable
@Table(name = "room_info")
public class RoomInfo implements Serializable {

    static final int LONGEST_TOPIC = 200;

    private static final long serialVersionUID = 1L;

    @Id
    private String name = "";

    private String title = "";

    private String topic = "";

    @Version
    private int version;

    public String getName() {
        return name;
    }

    public String getTitle() {
        return title;
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic;
    }

    public int getVersion() {
        return version;
    }
}
