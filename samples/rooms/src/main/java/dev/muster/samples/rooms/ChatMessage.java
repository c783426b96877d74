package dev.muster.samples.rooms;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;

/** What somebody said in a room, with the epoch under which the room's server wrote it down. */
@Entity
@Cacheable(false)
@Table(name = "chat_message")
public class ChatMessage implements Serializable {

    static final int LONGEST_TEXT = 1000;

    private static final long serialVersionUID = 1L;

    @Id
    private long id;

    private String room = "";
    private long epoch;
    private String author = "";
    private String text = "";
    private String server = "";

    @Column(name = "sent_at")
    private long sentAt;

    /** For JPA. */
    protected ChatMessage() {}

    ChatMessage(long id, String room, long epoch, String author, String text, String server, long sentAt) {
        this.id = id;
        this.room = room;
        this.epoch = epoch;
        this.author = author;
        this.text = text;
        this.server = server;
        this.sentAt = sentAt;
    }

    public long getId() {
        return id;
    }

    public String getRoom() {
        return room;
    }

    public long getEpoch() {
        return epoch;
    }

    public String getAuthor() {
        return author;
    }

    public String getText() {
        return text;
    }

    public String getServer() {
        return server;
    }

    /** Milliseconds since 1970, by the server's clock. */
    public long getSentAt() {
        return sentAt;
    }
}
