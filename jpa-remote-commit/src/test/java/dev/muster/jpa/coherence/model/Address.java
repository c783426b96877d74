package dev.muster.jpa.coherence.model;

import jakarta.persistence.Embeddable;

/** An embeddable. */
@Embeddable
public class Address {

    private String city = "";
    private String street = "";

    protected Address() {}

    public Address(String city, String street) {
        this.city = city;
        this.street = street;
    }

    public String street() {
        return street;
    }

    public void street(String newStreet) {
        street = newStreet;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && address.city.equals(city) && address.street.equals(street);
    }

    @Override
    public int hashCode() {
        return city.hashCode() * 31 + street.hashCode();
    }

    @Override
    public String toString() {
        return street + ", " + city;
    }
}
