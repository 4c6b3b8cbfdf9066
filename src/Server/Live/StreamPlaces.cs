namespace TungNgo.Live;

/// <summary>Open streams are counted: each holds a connection, and neither one forgotten browser nor all of them may take them all.</summary>
internal sealed class StreamPlaces
{
    public const int Most = 2000, MostOfOne = 12;
    private readonly Dictionary<Guid, int> taken = [];
    private int all;

    /// <returns>A place to give back, or null when all are taken.</returns>
    public IDisposable? Take(Guid owner)
    {
        lock (taken)
        {
            var own = taken.GetValueOrDefault(owner);
            if (all >= Most || own >= MostOfOne)
            {
                return null;
            }

            taken[owner] = own + 1;
            all++;
            return new Place(this, owner);
        }
    }

    private void Give(Guid owner)
    {
        lock (taken)
        {
            all--;
            if (--taken[owner] == 0)
            {
                taken.Remove(owner);
            }
        }
    }

    private sealed class Place(StreamPlaces places, Guid owner) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
            {
                places.Give(owner);
            }
        }
    }
}
