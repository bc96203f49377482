"""The demo sign-ins that are printed at start."""

SIGN_INS = (
    ("agent@demo.test", "agent"),
    ("partner@demo.test", "partner member"),
    ("coordinator@demo.test", "coordinator"),
    ("admin@demo.test", "administrator"),
)
