package dev.muster.it;

/** Each fault once. The long run is {@link JpaChaos}. */
class JpaFaultsIT extends JpaFaultsContract {

    @Override
    int rounds() {
        return 1;
    }
}
