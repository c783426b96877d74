package dev.muster.it;

/** Each fault ten times, on either server in turn: about fifteen minutes, run by {@code ./mvnw verify -Pchaos}. */
class JpaChaos extends JpaFaultsContract {

    @Override
    int rounds() {
        return 10;
    }
}
