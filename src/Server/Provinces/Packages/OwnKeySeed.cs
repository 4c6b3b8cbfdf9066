using TungNgo.Data;

namespace TungNgo.Provinces.Packages;

/// <summary>Makes the signing key before the server answers: whoever asks for it later may be inside of a write, in which no other one can begin.</summary>
internal sealed class OwnKeySeed(OwnKey key) : ISeed
{
    public async Task PlantAsync(CancellationToken ct) => (await key.GetAsync(ct)).Dispose();
}
