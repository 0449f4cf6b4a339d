"""Great-circle distances, as the contract has them: haversine on a sphere of 6371 km."""

import numpy as np
from numpy.typing import NDArray


def kilometres(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """[len(a), len(b)]: distances between places given as rows of latitude and longitude in degrees."""
    a, b = np.radians(a), np.radians(b)
    latitude = (b[None, :, 0] - a[:, None, 0]) / 2
    longitude = (b[None, :, 1] - a[:, None, 1]) / 2
    root = np.sin(latitude) ** 2 + np.cos(a[:, None, 0]) * np.cos(b[None, :, 0]) * np.sin(longitude) ** 2
    return 2 * 6371 * np.arcsin(np.sqrt(root))
