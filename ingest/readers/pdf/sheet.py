"""How a page lies: points of its own, upright points in which its text runs to the right, and shares of it as it is displayed."""

from dataclasses import dataclass

from corpus.models import Box


@dataclass(frozen=True, slots=True)
class Area:
    """A box in points, y growing upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def turned(self, degrees: int) -> "Area":
        """Turned clockwise about the origin by a multiple of 90 degrees."""
        match degrees % 360:
            case 90:
                return Area(self.bottom, -self.right, self.top, -self.left)
            case 180:
                return Area(-self.right, -self.top, -self.left, -self.bottom)
            case 270:
                return Area(-self.top, self.left, -self.bottom, self.right)
        return self


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: what of it can be seen, in its own points, and its turns, in degrees clockwise.

    With `shown` it is displayed, with `upright` most of its text runs to the right. On a page that was scanned askew the
    lines rise by `tilt` for each point that they run; upright points have that taken out.
    """

    visible: Area
    shown: int = 0
    upright: int = 0
    tilt: float = 0.0

    def share(self, area: Area) -> Box:
        """The place on the displayed page of an area in upright points."""
        rises = (self.tilt * area.left, self.tilt * area.right)
        area = Area(area.left, area.bottom + min(rises), area.right, area.top + max(rises)).turned(self.shown - self.upright)
        page = self.visible.turned(self.shown)
        width, height = max(page.right - page.left, 1e-6), max(page.top - page.bottom, 1e-6)
        return Box(
            left=_within((area.left - page.left) / width),
            top=_within((page.top - area.top) / height),
            right=_within((area.right - page.left) / width),
            bottom=_within((page.top - area.bottom) / height),
        )


def _within(share: float) -> float:
    return min(max(0.0, share), 1.0)  # 0 first: a place that is no number is none, and not NaN, which no JSON has
