using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using TungNgo.Data;
using TungNgo.Lists;

namespace TungNgo.Households.Import.Matching;

/// <summary>A household of the register, or one that this import has just added, as far as it is needed to be recognised.</summary>
internal sealed class KnownHousehold(Guid id, Traits traits, KnownHousehold? next)
{
    public Guid Id => id;
    public Traits Traits { get; set; } = traits;

    /// <summary>Another household whose head has the same name in the same hamlet.</summary>
    public KnownHousehold? Next => next;

    /// <summary>The row of this file that was recognised as, or made, this household.</summary>
    public string? Row { get; set; }
}

/// <param name="Known">The household it is (Same) or may be (Doubtful).</param>
internal readonly record struct Recognised(Likeness Likeness, KnownHousehold? Known);

/// <summary>
/// The heads of an area by hamlet and folded name. About 200 bytes a household, so that a province fits in memory beside the file
/// being streamed; keys are prints of 16 bytes, not strings.
/// </summary>
internal sealed class RegisterIndex
{
    private readonly Dictionary<UInt128, KnownHousehold> heads = [];
    private readonly Dictionary<(Guid HamletId, Guid? LaneId), int> orders = [];

    public int Count { get; private set; }

    public KnownHousehold Add(Guid id, Guid hamletId, string head, in Traits traits)
    {
        Count++;
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(heads, KeyOf(hamletId, head), out _);
        return first = new KnownHousehold(id, traits, first);
    }

    /// <summary>The likest household with that head in that hamlet.</summary>
    public Recognised Find(Guid hamletId, string head, in Traits traits)
    {
        var best = new Recognised(Likeness.Different, null);
        for (var known = heads.GetValueOrDefault(KeyOf(hamletId, head)); known is not null; known = known.Next)
        {
            var likeness = SameHousehold.Judge(traits, known.Traits);
            if (likeness > best.Likeness)
            {
                best = new(likeness, known);
            }
        }

        return best;
    }

    /// <summary>Next place in the walking order of a lane: the order of the list is the best one known.</summary>
    public int NextOrder(Guid hamletId, Guid? laneId)
    {
        ref var order = ref CollectionsMarshal.GetValueRefOrAddDefault(orders, (hamletId, laneId), out _);
        return order++;
    }

    public void StartOrderAfter(Guid hamletId, Guid? laneId, int order)
    {
        ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(orders, (hamletId, laneId), out _);
        next = Math.Max(next, order + 1);
    }

    private static UInt128 KeyOf(Guid hamletId, string head)
    {
        var name = SearchKey.Fold(head);
        Span<byte> bytes = stackalloc byte[16 + Math.Min(Encoding.UTF8.GetMaxByteCount(name.Length), 1024)];
        hamletId.TryWriteBytes(bytes);
        Encoding.UTF8.TryGetBytes(name, bytes[16..], out var written);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..(16 + written)], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
