"""The page of the camera: live faces, guided photos, live portraits."""
