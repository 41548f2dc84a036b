"""Every screen and dialog as a scene, for screenshots and for tests of the layout."""
