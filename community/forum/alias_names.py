"""The words from which names for one thread are drawn: calm, and saying nothing of anybody."""

ADJECTIVES = (
    "Amber Autumn Blue Bright Calm Careful Clear Copper Coral Curious Early Easy Evening Fair Gentle "
    "Golden Green Grey Happy Hazel Hidden Hopeful Indigo Ivory Kind Late Lilac Little Lucky Mellow Misty "
    "Morning Mossy Olive Pale Patient Plain Polite Proud Quiet Red Rosy Russet Sandy Silver Slow Snowy "
    "Soft Steady Summer Sunny Teal Thoughtful Velvet Violet Wandering Warm White Wise Woolly"
).split()
NOUNS = (
    "Acorn Badger Beech Birch Blackbird Bluebell Brook Bumblebee Chestnut Clover Crane Cricket Curlew "
    "Daisy Deer Dove Dragonfly Duck Elm Fern Finch Firefly Fox Goose Hare Harbour Hawthorn Hazelnut "
    "Hedgehog Heron Hill Iris Ivy Jackdaw Lake Lantern Lark Linden Maple Meadow Moth Nightingale Oak "
    "Orchard Otter Owl Pebble Pine Poppy Rabbit River Robin Rowan Sparrow Squirrel Starling Swallow Swan "
    "Thistle Thrush Tulip Walnut Willow Wren"
).split()
