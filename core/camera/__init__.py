"""Where live pictures come from: a webcam, a video file, a folder of stills."""
