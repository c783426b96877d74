package dev.muster.jpa.coherence.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entities with relations that both sides know of. */
public final class Pairs {

    private Pairs() {}

    /** Has parts, which live and die with it. */
    @Entity(name = "Whole")
    public static class Whole extends Named {
        @Id
        private long id;

        @OneToMany(mappedBy = "whole", cascade = CascadeType.ALL)
        private List<Part> parts = new ArrayList<>();

        protected Whole() {}

        public Whole(long id, String name) {
            super(name);
            this.id = id;
        }

        public List<Part> parts() {
            return parts;
        }

        /** Both sides, as an application must. */
        public void add(Part part) {
            part.whole(this);
            parts.add(part);
        }

        /** Both sides, as an application must. */
        public void remove(Part part) {
            part.whole(null);
            parts.remove(part);
        }
    }

    /** Belongs to a whole. */
    @Entity(name = "Part")
    public static class Part extends Named {
        @Id
        private long id;

        @ManyToOne
        private @Nullable Whole whole;

        protected Part() {}

        public Part(long id, String name) {
            super(name);
            this.id = id;
        }

        public @Nullable Whole whole() {
            return whole;
        }

        public void whole(@Nullable Whole newWhole) {
            whole = newWhole;
        }
    }

    /** Has at most one passport and is the owning side. */
    @Entity(name = "Person")
    public static class Person extends Named {
        @Id
        private long id;

        @OneToOne
        private @Nullable Passport passport;

        protected Person() {}

        public Person(long id, String name) {
            super(name);
            this.id = id;
        }

        public @Nullable Passport passport() {
            return passport;
        }

        /** Both sides, as an application must. */
        public void passport(@Nullable Passport newPassport) {
            if (passport != null) {
                passport.person(null);
            }
            passport = newPassport;
            if (newPassport != null) {
                newPassport.person(this);
            }
        }
    }

    /** The side that does not own. */
    @Entity(name = "Passport")
    public static class Passport extends Named {
        @Id
        private long id;

        @OneToOne(mappedBy = "passport")
        private @Nullable Person person;

        protected Passport() {}

        public Passport(long id, String name) {
            super(name);
            this.id = id;
        }

        public @Nullable Person person() {
            return person;
        }

        public void person(@Nullable Person newPerson) {
            person = newPerson;
        }
    }

    /** Takes courses and is the owning side. */
    @Entity(name = "Student")
    public static class Student extends Named {
        @Id
        private long id;

        @ManyToMany
        private Set<Course> courses = new HashSet<>();

        protected Student() {}

        public Student(long id, String name) {
            super(name);
            this.id = id;
        }

        public Set<Course> courses() {
            return courses;
        }

        /** Both sides, as an application must. */
        public void take(Course course) {
            courses.add(course);
            course.students().add(this);
        }

        /** Both sides, as an application must. */
        public void leave(Course course) {
            courses.remove(course);
            course.students().remove(this);
        }
    }

    /** The side that does not own. */
    @Entity(name = "Course")
    public static class Course extends Named {
        @Id
        private long id;

        @ManyToMany(mappedBy = "courses")
        private Set<Student> students = new HashSet<>();

        protected Course() {}

        public Course(long id, String name) {
            super(name);
            this.id = id;
        }

        public Set<Student> students() {
            return students;
        }
    }
}
