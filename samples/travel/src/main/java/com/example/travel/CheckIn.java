package com.example.travel;

import jakarta.faces.flow.FlowScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** What a traveller says while checking in, page by page. */
@Named
@FlowScoped("checkin")
public class CheckIn implements Serializable {

    private static final long serialVersionUID = 1L;

    private String seat = "";
    private String meal = "";

    public String getSeat() {
        return seat;
    }

    public void setSeat(String seat) {
        this.seat = seat;
    }

    public String getMeal() {
        return meal;
    }

    public void setMeal(String meal) {
        this.meal = meal;
    }
}
