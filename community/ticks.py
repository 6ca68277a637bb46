"""What the clock does: the periodic tasks of every app. A test knows that each of them exists."""

TICKS = {  # seconds between two ticks; one that waits longer than that is dropped for the next
    "community.notifications.tasks.send_due_deliveries": 15,
    "community.forum.tasks.announce_posts": 15,
    "community.forum.tasks.publish_held_posts": 30,
    "community.forum.tasks.render_old_posts": 60,
    "community.forum.tasks.forget_pictures": 3600,
    "community.chat.tasks.publish_waiting_messages": 5,
    "community.chat.tasks.tell_of_rooms": 60,
    "community.chat.tasks.close_unhosted_rooms": 30,
    "community.chat.tasks.tell_quiet_hours": 5,
    "community.chat.tasks.erase_old_messages": 600,
    "community.chat.tasks.remind_of_meetings": 30,
    "community.chat.tasks.make_meetings": 3600,
    "community.reminders.tasks.fire_due_reminders": 20,
    "community.moderation.tasks.sweep_cases": 10,
    "community.moderation.tasks.alert_on_duty": 15,
    "community.moderation.tasks.follow_team": 60,
    "community.accounts.tasks.forget_ended_sessions": 24 * 3600,
    "community.groups.tasks.forget_departures": 3600,
    "community.drafts.tasks.forget_old_drafts": 24 * 3600,
}
